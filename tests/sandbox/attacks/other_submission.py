"""expect: contained; reads another learner's file"""

def attack():
    with open(__OTHER__, "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
