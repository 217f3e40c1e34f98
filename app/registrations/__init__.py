"""Training companies that sign up by themselves, and the operator who lets them in or not."""
