"""Course types: the certified ones that the operator keeps, and each provider's own words for external ones."""
