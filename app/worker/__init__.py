"""The process that delivers mails and does long work. PostgreSQL holds the truth; arq is only the clock and the doorbell."""
