"""expect: contained; reads the solution"""

def attack():
    with open(__SOLUTION__, "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
