"""expect: contained; leaves a file"""

def attack():
    with open(__DROP__ + "/left", "w") as file:
        file.write("left")
    print("PWNED")


attack()
