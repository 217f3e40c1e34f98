"""Certificates by mail: to the trainees, or to the contact person who wants everything (R-PRC-03)."""
