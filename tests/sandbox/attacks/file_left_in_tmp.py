"""expect: contained; leaves a file in /tmp"""

def attack():
    with open("/tmp/left_by_an_attack", "w") as file:
        file.write("left")
    print("PWNED")


attack()
