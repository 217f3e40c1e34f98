"""Instructors: the registry that the operator keeps, teaching qualifications, and providers' external ones."""
