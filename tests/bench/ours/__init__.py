"""The whole program with an observer in it, for what cannot be seen from outside of it."""
