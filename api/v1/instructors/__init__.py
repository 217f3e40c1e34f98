"""The instructors whom a provider can choose and contact."""
