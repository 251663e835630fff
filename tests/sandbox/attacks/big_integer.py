"""expect: contained; an integer of 2 GB"""

def attack():
    number = 1 << (16 << 30)
    print("PWNED", number.bit_length())


attack()
