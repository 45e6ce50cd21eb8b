# %% name="fields_after_put"
fields_now = ["id", "to", "from", "body", "tags", "status", "created", "updated"]

# %% name="only_the_body"
read = requests.get(f"{api.url}/messages/3").json()
changed = read | {"body": "Half price, and no small print."}
written = requests.put(f"{api.url}/messages/3", json=changed)

# %% name="created_by_put"
mine = {"from": "+15017122661", "to": "+15558675310", "body": "I live at 500."}
first = requests.put(f"{api.url}/messages/500", json=mine)
second = requests.put(f"{api.url}/messages/500", json=mine)
both = [first, second]

# %% name="quiz_replace"
letters = ["b", "c", "a"]
