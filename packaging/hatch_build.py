"""Hatch's hook: the translations are compiled before a wheel is packed, and for an editable install."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before each build; a source distribution has the sources alone."""
        if self.target_name == "wheel":
            runpy.run_path(str(Path(self.root, "packaging", "translations.py")))["build"]()
