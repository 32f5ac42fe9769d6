"""Budget Disclosure: structured budgets of government departments in, published disclosure documents out.

The stages, in the order of the work: ``readers`` → ``reconcile`` → ``compose`` → ``writers`` → ``publish``.
Nothing heavy is imported here; a command that only prints help must start at once.
"""

from importlib import metadata

__all__ = ["__version__"]

try:
    __version__ = metadata.version("budget-disclosure")
except metadata.PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0+unknown"
