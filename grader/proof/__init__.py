"""Proof that the course means what it says: consistent with itself, and shown by files that get things right and wrong.

Not in course/, because proving needs checks, misconceptions and grading, which stand on higher floors.
"""
