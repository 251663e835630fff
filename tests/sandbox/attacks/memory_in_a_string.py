"""expect: contained; one string of 1.5 GB"""

def attack():
    text = "x" * (1536 << 20)
    print("PWNED", len(text))


attack()
