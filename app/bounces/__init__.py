"""Undeliverable mail: what mail servers send back, and the addresses that are spared because of it."""
