"""expect: contained; leaves a file in memory"""

def attack():
    with open("/dev/shm/left_by_an_attack", "w") as file:
        file.write("left")
    print("PWNED")


attack()
