"""expect: contained; reads the grader's environment"""

def attack():
    with open(f"/proc/{__GRADER__}/environ", "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
