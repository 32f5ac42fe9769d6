"""The stages for use from Python: ``read``, ``reconcile``, ``compose``, and ``check`` and ``build`` as a whole."""

from __future__ import annotations

from generator.compose import compose
from generator.publish.pipeline import Outcome, Request, build, check
from generator.readers import read
from generator.reconcile import reconcile

__all__ = ["Outcome", "Request", "build", "check", "compose", "read", "reconcile"]
