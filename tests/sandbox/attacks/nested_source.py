"""expect: contained; source that the compiler recurses into"""

exec("-" * 500_000 + "1")
