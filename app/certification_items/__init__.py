"""Things with an expiry date: extinguishers, AEDs, appliances, and the provider's own kinds (Certificatiedata)."""
