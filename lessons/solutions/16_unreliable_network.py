# %% name="next_moves"
moves = {"A": "use", "B": "mend", "C": "wait", "D": "wait"}
moves |= {"E": "again", "F": "look", "G": "again"}

# %% name="one_message"
mine = note | {"body": "The lamp is on the left."}
key = {"Idempotency-Key": str(uuid4())}
first = attempt("POST", home, json=mine, headers=key | lost, timeout=5)
second = attempt("POST", home, json=mine, headers=key, timeout=5)

# %% name="patient"
def patient(url):
    for wait in [0.1, 0.2, 0.4]:
        answer = requests.get(url, timeout=5)
        if answer.status_code != 503:
            return answer
        time.sleep(wait)
    return requests.get(url, timeout=5)

# %% name="send"
def send(url, message):
    key = {"Idempotency-Key": str(uuid4())}
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=key, timeout=0.5)
        except requests.RequestException:
            continue
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))

# %% name="quiz_network"
letters = ["b", "c", "a"]
