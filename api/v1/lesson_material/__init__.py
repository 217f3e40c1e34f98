"""Lesson material over HTTP: what goes along with a course's invitations, and the operator's keeping of it."""
