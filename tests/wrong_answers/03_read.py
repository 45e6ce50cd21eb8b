# %% name="predicted_query" says="the server would read a space before 1555"
query = "to=+15558675310&q=spare+part"

# %% name="predicted_query" says="no space in a URL"
query = "to=%2B15558675310&q=spare part"

# %% name="predicted_query" says="it would read {'to': '+15558675310 q=spare part'}"
query = "to=%2B15558675310+q=spare+part"

# %% name="predicted_query" says="in quotation marks"
query = {"to": "+15558675310", "q": "spare part"}

# %% name="third_message" says="message 3, the third of all"
third_id = requests.get(f"{api.url}/messages").json()[2]["id"]

# %% name="third_message" says="Do not pick in Python what the server can pick"
mine = [m["id"] for m in messages if m["from"] == "+15017122661"]
third_id = mine[2]

# %% name="third_message" says="the server listed [1, 4, 6]"
sent = requests.get(f"{api.url}/messages", params={"from": "+15017122661"})
third_id = sent.json()[1]["id"]

# %% name="third_message" says="a value of type dict"
sent = requests.get(f"{api.url}/messages", params={"from": "+15017122661"})
third_id = sent.json()[2]

# %% name="mended_call" says="it looked for ``"
mended = requests.get(f"{api.url}/messages?q={wanted}")

# %% name="mended_call" says="it looked for `'#5 + 6?'`"
mended = requests.get(f"{api.url}/messages", params={"q": repr(wanted)})

# %% name="mended_call" says="a query with one parameter, `q`"
mended = requests.get(f"{api.url}/messages", json={"q": wanted})

# %% name="mended_call" says="it looked for `wanted`"
mended = requests.get(f"{api.url}/messages", params={"q": "wanted"})

# %% name="mended_call" says="and the URL before the `?`"
mended = requests.get(f"{api.url}/", params={"q": wanted})

# %% name="mended_call" says="answered 400"
mended = requests.get(f"{api.url}/messages?q={wanted}", params={"q": wanted})

# %% name="mended_call" says="DELETE /messages"
mended = requests.delete(f"{api.url}/messages", params={"q": wanted})

# %% name="third_message" says="Print its `detail`"
third_id = requests.get(f"{api.url}/messages?from=+15017122661").json()

# %% name="quiz_read" says="The collection is there"
letters = ["a", "a", "c"]

# %% name="quiz_read" says="A 404 is an answer"
letters = ["b", "b", "c"]

# %% name="quiz_read" says="Content of a GET has no agreed meaning"
letters = ["b", "a", "a"]
