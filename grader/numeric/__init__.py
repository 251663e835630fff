"""Numbers: comparing without a tolerance that hides a vanished gradient, and inputs that hide no bug."""
