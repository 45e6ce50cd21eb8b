# %% name="predicted_query"
query = "to=%2B15558675310&q=spare+part"

# %% name="third_message"
sent = requests.get(f"{api.url}/messages", params={"from": "+15017122661"})
third_id = sent.json()[2]["id"]

# %% name="mended_call"
mended = requests.get(f"{api.url}/messages", params={"q": wanted})

# %% name="quiz_read"
letters = ["b", "a", "c"]
