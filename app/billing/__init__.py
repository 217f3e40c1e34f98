"""What a provider pays: tiers, charges of a month, invoices, and what the next one will be (SPEC section 11)."""
