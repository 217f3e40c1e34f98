"""The account of whoever is logged in: password, and logging in in two steps."""
