"""Invitations to trainees and customers, and the course invitation to the instructor."""
