"""Sample data for any pack: invented amounts that agree everywhere, because they are sums of the same few atoms."""

from generator.authoring.sample.submission import lawful, sample_submission

__all__ = ["lawful", "sample_submission"]
