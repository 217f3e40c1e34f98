"""Trainees (cursisten): who they are, how they are known again, and how lists of them come in."""
