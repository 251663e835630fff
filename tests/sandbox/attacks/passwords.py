"""expect: contained; reads the passwords"""

def attack():
    with open("/etc/shadow", "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
