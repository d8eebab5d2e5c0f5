"""Failures to diagnoses: whose they are, what is known, what is likely, and what to do."""
