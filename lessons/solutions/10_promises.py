# %% name="promise_table"
promises = {
    "GET": "safe",
    "HEAD": "safe",
    "OPTIONS": "safe",
    "POST": "neither",
    "PUT": "idempotent",
    "PATCH": "neither",
    "DELETE": "idempotent",
}

# %% name="the_liar"
print(twice("GET", "/crooked/messages"))
print(twice("DELETE", "/messages/3"))
print(twice("HEAD", "/crooked/delete?id=6"))
print(twice("GET", "/practice/closed"))

liar = "HEAD /crooked/delete?id=6"

# %% name="kept_post"
mine = tea | {"body": "This one moved house."}
kept = requests.post(f"{api.url}/practice/moved/307", json=mine)

# %% name="quiz_promises"
letters = ["c", "b", "a"]
