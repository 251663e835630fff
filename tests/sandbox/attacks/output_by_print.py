"""expect: contained; prints 20 MB"""

for _ in range(200):
    print("x" * 100_000)
