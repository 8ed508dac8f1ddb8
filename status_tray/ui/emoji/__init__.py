"""Choosing an emoji: the names, the picker, and the button that opens it."""
