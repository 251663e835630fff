"""expect: contained; climbs out of its folder"""

def attack():
    with open("../" * 30 + __SECRET__, "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
