"""Trainees and customers that are there twice: finding them, merging them without losing anything, and undoing it."""
