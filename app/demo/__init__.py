"""The demo: an institute, a provider without certification, and everything in between, for looking around and for tests."""
