"""Paying C-BOT's own invoices online: the port to a payment service, its adapter, and what a payment does to an invoice."""
