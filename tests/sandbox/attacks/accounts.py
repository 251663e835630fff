"""expect: contained; reads who lives here"""

def attack():
    with open("/etc/passwd", "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
