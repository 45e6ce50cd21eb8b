# %% name="next_moves" says="What would the same `POST` make of that"
moves = {"A": "use", "B": "mend", "C": "wait", "D": "wait"}
moves |= {"E": "again", "F": "again", "G": "again"}

# %% name="next_moves" says="Seen: 'mend'"
moves = {"A": "use", "B": "mend", "C": "wait", "D": "mend"}
moves |= {"E": "again", "F": "look", "G": "again"}

# %% name="next_moves" says="What did the second `POST` with the same key create"
moves = {"A": "use", "B": "mend", "C": "wait", "D": "wait"}
moves |= {"E": "again", "F": "look", "G": "look"}

# %% name="next_moves" says="what does a second one change"
moves = {"A": "use", "B": "mend", "C": "wait", "D": "wait"}
moves |= {"E": "look", "F": "look", "G": "again"}

# %% name="next_moves" says="The same request gets the same refusal"
moves = {"A": "use", "B": "wait", "C": "wait", "D": "wait"}
moves |= {"E": "again", "F": "look", "G": "again"}

# %% name="next_moves" says="for A one of the words"
moves = {"A": "done", "B": "mend", "C": "wait", "D": "wait"}
moves |= {"E": "again", "F": "look", "G": "again"}

# %% name="next_moves" says="Seen: no word yet"
moves = {"A": "use", "B": "mend", "C": ..., "D": ..., "E": ..., "F": ..., "G": ...}

# %% name="next_moves" says="Change only what stands behind the colons"
moves = ["use", "mend", "wait", "wait", "again", "look", "again"]

# %% name="one_message" says="no response came"
key = {"Idempotency-Key": str(uuid4())}
mine = note | {"body": "The lamp is on the right."}
second = attempt("POST", home, json=mine, headers=key | lost, timeout=5)

# %% name="one_message" says="a `POST` without it"
mine = note | {"body": "The lamp is on the right."}
attempt("POST", home, json=mine, headers=lost, timeout=5)
second = attempt("POST", home, json=mine, timeout=5)

# %% name="one_message" says="in the lost one"
mine = note | {"body": "The lamp is on the right."}
once, twice = str(uuid4()), str(uuid4())
attempt("POST", home, json=mine, headers={"Idempotency-Key": once} | lost, timeout=5)
second = attempt("POST", home, json=mine, headers={"Idempotency-Key": twice}, timeout=5)

# %% name="one_message" says="Make a new key for a new request"
key = {"Idempotency-Key": "my-key"}
mine = note | {"body": "The lamp is on the right."}
attempt("POST", home, json=mine, headers=key | lost, timeout=5)
mine = note | {"body": "The lamp is on the left."}
second = attempt("POST", home, json=mine, headers=key, timeout=5)

# %% name="one_message" says="Please bring four cups."
key = {"Idempotency-Key": str(uuid4())}
attempt("POST", home, json=cups, headers=key | lost, timeout=5)
second = attempt("POST", home, json=cups, headers=key, timeout=5)

# %% name="one_message" says="Was there a reset between the two tries"
key = {"Idempotency-Key": str(uuid4())}
mine = note | {"body": "The lamp is on the right."}
attempt("POST", home, json=mine, headers=key | lost, timeout=5)
api.reset()
second = attempt("POST", home, json=mine, headers=key, timeout=5)

# %% name="one_message" says="stored 2 times"
mine = note | {"body": "The lamp is on the roof."}
attempt("POST", home, json=mine, timeout=5)
key = {"Idempotency-Key": str(uuid4())}
attempt("POST", home, json=mine, headers=key | lost, timeout=5)
second = attempt("POST", home, json=mine, headers=key, timeout=5)

# %% name="one_message" says="no `POST` to `/messages` with `Toy-Fault: drop` in the log"
api.stop()
api = start()
home = f"{api.url}/messages"
key = {"Idempotency-Key": str(uuid4())}
mine = note | {"body": "The lamp is on the right."}
attempt("POST", home, json=mine, headers=key, timeout=5)
second = attempt("POST", home, json=mine, headers=key, timeout=5)

# %% name="one_message" says="give `check` the response itself"
key = {"Idempotency-Key": str(uuid4())}
mine = note | {"body": "The lamp is on the right."}
attempt("POST", home, json=mine, headers=key | lost, timeout=5)
second = attempt("POST", home, json=mine, headers=key, timeout=5).status_code

# %% name="patient" says="a value of type Response"
def patient(url):
    return requests.get(url, timeout=5)
patient = patient(home)

# %% name="patient" says="Is it a `503`?"
def patient(url):
    return requests.get(url, timeout=5)

# %% name="patient" says="stands between two tries"
def patient(url):
    for wait in [0.1, 0.2, 0.4]:
        answer = requests.get(url, timeout=5)
        if answer.status_code != 503:
            return answer
    return requests.get(url, timeout=5)

# %% name="patient" says="try 3 after a wait of 0.2 seconds"
def patient(url):
    for turn in range(4):
        answer = requests.get(url, timeout=5)
        if answer.status_code != 503:
            return answer
        time.sleep(0.1)
    return answer

# %% name="patient" says="That is too late"
def patient(url):
    for wait in [0.4, 0.2, 0.1]:
        answer = requests.get(url, timeout=5)
        if answer.status_code != 503:
            return answer
        time.sleep(wait)
    return requests.get(url, timeout=5)

# %% name="patient" says="is there one after each wait"
def patient(url):
    for wait in [0.1, 0.2, 0.4]:
        answer = requests.get(url, timeout=5)
        if answer.status_code != 503:
            return answer
        time.sleep(wait)
    return answer

# %% name="patient" says="a last try that ends it"
def patient(url):
    wait = 0.1
    while True:
        answer = requests.get(url, timeout=5)
        if answer.status_code != 503:
            return answer
        time.sleep(wait)
        wait = min(wait * 2, 0.4)

# %% name="patient" says="`return` at once, unless it is 503"
def patient(url):
    for wait in [0.1, 0.2, 0.4]:
        answer = requests.get(url, timeout=5)
        time.sleep(wait)
    return answer

# %% name="patient" says="it gave back `None`"
def patient(url):
    answer = requests.get(url, timeout=5)
    for wait in [0.1, 0.2, 0.4]:
        if answer.status_code != 503:
            break
        time.sleep(wait)
        answer = requests.get(url, timeout=5)

# %% name="send" says="a `POST` without it"
def send(url, message):
    return requests.post(url, json=message, timeout=0.5)

# %% name="send" says="an answer that was lost"
def send(url, message):
    key = {"Idempotency-Key": str(uuid4())}
    for turn in range(5):
        answer = requests.post(url, json=message, headers=key, timeout=0.5)
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))

# %% name="send" says="Make the key once, before the loop"
def send(url, message):
    for turn in range(5):
        key = {"Idempotency-Key": str(uuid4())}
        try:
            answer = requests.post(url, json=message, headers=key, timeout=0.5)
        except requests.RequestException:
            continue
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))

# %% name="send" says="the key of an earlier call"
my_key = {"Idempotency-Key": str(uuid4())}
def send(url, message):
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=my_key, timeout=0.5)
        except requests.RequestException:
            continue
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))

# %% name="send" says="half a second without an answer"
def send(url, message):
    key = {"Idempotency-Key": str(uuid4())}
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=key)
        except requests.RequestException:
            continue
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))

# %% name="send" says="a second of rest after `429`"
def send(url, message):
    key = {"Idempotency-Key": str(uuid4())}
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=key, timeout=0.5)
        except requests.RequestException:
            continue
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(0.1)

# %% name="send" says="422 asks to mend it"
def send(url, message):
    key = {"Idempotency-Key": str(uuid4())}
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=key, timeout=0.5)
        except requests.RequestException:
            continue
        if answer.ok:
            return answer
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))

# %% name="send" says="Not each answer has it"
def send(url, message):
    key = {"Idempotency-Key": str(uuid4())}
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=key, timeout=0.5)
        except requests.RequestException:
            continue
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(int(answer.headers["Retry-After"]))

# %% name="send" says="this name has no value yet"
def send(url, message):
    key = {"Idempotency-Key": str(uuid4())}
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=key, timeout=0.5)
        except requests.RequestException:
            time.sleep(0.1)
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))

# %% name="send" says="Is the key a text"
def send(url, message):
    key = {"Idempotency-Key": uuid4()}
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=key, timeout=0.5)
        except requests.RequestException:
            continue
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(float(answer.headers.get("Retry-After", 0.1)))

# %% name="send" says="0.1 seconds of rest after a refusal without"
def send(url, message):
    key = {"Idempotency-Key": str(uuid4())}
    for turn in range(5):
        try:
            answer = requests.post(url, json=message, headers=key, timeout=0.5)
        except requests.RequestException:
            continue
        if answer.status_code not in (409, 429, 503):
            return answer
        time.sleep(int(answer.headers.get("Retry-After", 0)))

# %% name="quiz_network" says="requests gives up by itself when nothing comes"
letters = ["a", "c", "a"]

# %% name="quiz_network" says="a POST that timed out did nothing"
letters = ["b", "a", "a"]

# %% name="quiz_network" says="That is what happened without a key"
letters = ["b", "c", "b"]

# %% name="quiz_network" says="can get lost on its way"
letters = ["b", "b", "a"]

# %% name="quiz_network" says="A response always has a status"
letters = ["c", "c", "a"]
