"""The skin tones that Unicode knows."""

from __future__ import annotations

SKIN_TONES = ("🏻", "🏼", "🏽", "🏾", "🏿")
"""The modifiers (UTS #51 section 2.4), from light to dark."""
