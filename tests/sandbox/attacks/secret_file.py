"""expect: contained; reads a file of the grader's"""

def attack():
    with open(__SECRET__, "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
