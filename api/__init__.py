"""HTTP only: translate, call, return."""
