"""The command line: every command is a thin coat over the Python call of the same name."""

from __future__ import annotations

from anhui_indicators.cli.main import main

__all__ = ["main"]
