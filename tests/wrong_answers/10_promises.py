# %% name="promise_table" says="True, and it promises more"
promises = dict.fromkeys(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"], "idempotent")
promises |= {"POST": "neither", "PATCH": "neither"}

# %% name="promise_table" says="The list of pictures was 1 long"
promises = dict.fromkeys(["GET", "HEAD", "OPTIONS"], "safe")
promises |= dict.fromkeys(["PUT", "PATCH", "DELETE"], "idempotent")
promises |= {"POST": "neither"}

# %% name="promise_table" says="What was left to delete for the second call"
promises = dict.fromkeys(["GET", "HEAD", "OPTIONS"], "safe")
promises |= dict.fromkeys(["POST", "PATCH", "DELETE"], "neither")
promises |= {"PUT": "idempotent"}

# %% name="promise_table" says="and so it is not safe"
promises = dict.fromkeys(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"], "safe")
promises |= dict.fromkeys(["POST", "PATCH"], "neither")

# %% name="promise_table" says="no word yet"
promises = dict.fromkeys(["GET", "HEAD", "OPTIONS", "POST"], "safe")
promises |= dict.fromkeys(["PUT", "PATCH", "DELETE"], ...)
promises |= {"POST": "neither"}

# %% name="promise_table" says="was something changed again"
promises = dict.fromkeys(["GET", "HEAD", "OPTIONS"], "safe")
promises |= dict.fromkeys(["POST", "PUT", "DELETE"], "idempotent")
promises |= {"PATCH": "neither"}

# %% name="promise_table" says="(True, False)"
promises = {method: twice(method, path, **more) for method, path, more in calls}
promises |= dict.fromkeys(["GET", "HEAD", "OPTIONS"], "safe")
promises |= {"POST": "neither"}

# %% name="promise_table" says="Change only what stands behind the colons"
promises = {"safe": ["GET", "HEAD", "OPTIONS"], "idempotent": ["PUT", "DELETE"]}

# %% name="the_liar" says="Did DELETE promise not to?"
twice("DELETE", "/messages/3")
liar = "DELETE /messages/3"

# %% name="the_liar" says="It is crooked elsewhere"
twice("GET", "/crooked/messages")
liar = "GET /crooked/messages"

# %% name="the_liar" says="A 503 is a refusal"
twice("GET", "/practice/closed")
liar = "GET /practice/closed"

# %% name="the_liar" says="that you have tried it"
liar = "HEAD /crooked/delete?id=6"

# %% name="the_liar" says="no such call"
liar = "GET /practice/closed"

# %% name="the_liar" says="word for word"
twice("HEAD", "/crooked/delete?id=6")
liar = "GET /crooked/delete?id=6"

# %% name="the_liar" says="a value of type tuple"
liar = twice("HEAD", "/crooked/delete?id=6")

# %% name="the_liar" says="a value of type Response"
liar = requests.head(f"{api.url}/crooked/delete?id=6")

# %% name="kept_post" says="`POST /practice/moved/301`, answered 301, then `GET"
kept = requests.post(f"{api.url}/practice/moved/301", json=tea | {"body": "Mine"})

# %% name="kept_post" says="answered 303, then `GET /messages`, answered 200"
kept = requests.post(f"{api.url}/practice/moved/303", json=tea | {"body": "Mine"})

# %% name="kept_post" says="and no redirect before it"
kept = requests.post(f"{api.url}/messages", json=tea | {"body": "Mine"})

# %% name="kept_post" says="who creates?"
kept = requests.get(f"{api.url}/practice/moved/307", json=tea | {"body": "Mine"})

# %% name="kept_post" says="Let `requests` follow it"
where = f"{api.url}/practice/moved/308"
kept = requests.post(where, json=tea | {"body": "Mine"}, allow_redirects=False)

# %% name="kept_post" says="Seen: `Tea at four?`"
kept = requests.post(f"{api.url}/practice/moved/307", json=tea)

# %% name="kept_post" says="`POST /messages`, answered 415"
kept = requests.post(f"{api.url}/practice/moved/307", data=tea | {"body": "Mine"})

# %% name="kept_post" says="`POST /messages`, answered 422"
kept = requests.post(f"{api.url}/practice/moved/308", json={"body": "Mine"})

# %% name="kept_post" says="`POST /practice/moved/306`, answered 404"
kept = requests.post(f"{api.url}/practice/moved/306", json=tea | {"body": "Mine"})

# %% name="kept_post" says="`PUT /practice/moved/308`, answered 405"
kept = requests.put(f"{api.url}/practice/moved/308", json=tea)

# %% name="kept_post" says="`PUT /practice/moved/307`, answered 405"
kept = requests.put(f"{api.url}/practice/moved/307", json=tea | {"body": "Mine"})

# %% name="kept_post" says="one call is enough"
mine = tea | {"body": "Mine"}
requests.post(f"{api.url}/practice/moved/307", json=mine, allow_redirects=False)
kept = requests.post(f"{api.url}/messages", json=mine | {"body": "Mine, again"})

# %% name="kept_post" says="give `check` the response itself"
mine = tea | {"body": "Mine"}
kept = requests.post(f"{api.url}/practice/moved/307", json=mine).json()

# %% name="quiz_promises" says="safe and idempotent are the same thing"
letters = ["a", "b", "a"]

# %% name="quiz_promises" says="idempotent means: the same answer every time"
letters = ["b", "b", "a"]

# %% name="quiz_promises" says="a GET that changes something does no harm"
letters = ["c", "a", "a"]

# %% name="quiz_promises" says="a redirect repeats my request as it was"
letters = ["c", "b", "b"]

# %% name="quiz_promises" says="the crooked server answered 200"
letters = ["c", "c", "a"]
