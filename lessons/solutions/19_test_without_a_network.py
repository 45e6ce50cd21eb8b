# %% name="toothless_test"
def test_refused(send):
    with responses.RequestsMock() as mock:
        mock.post(home, status=422)
        try:
            send(home, tea)
        except requests.HTTPError as error:
            assert error.response.status_code == 422
        else:
            raise AssertionError("it was refused, and told nobody")


mended = test_refused

# %% name="three_tests"
def test_create(send):
    with responses.RequestsMock() as mock:
        is_tea = [matchers.json_params_matcher(tea)]
        mock.post(home, status=201, json={"id": 7}, match=is_tea)
        assert send(home, tea) == 7
        mock.assert_call_count(home, 1)


def test_late(find):
    with responses.RequestsMock() as mock:
        mock.get(f"{home}/1", body=requests.Timeout("nothing came"))
        mock.get(f"{home}/1", json={"id": 1})
        assert find(f"{home}/1") == {"id": 1}


def test_too_fast(send):
    waits = []
    with responses.RequestsMock() as mock:
        mock.post(home, status=429, headers={"Retry-After": "30"})
        mock.post(home, status=201, json={"id": 7})
        assert send(home, tea, pause=waits.append) == 7
    assert waits == [30]


tests = [test_create, test_late, test_too_fast]

# %% name="replay"
def replay(mock, real):
    mock.add(
        real.request.method,
        real.url,
        body=real.content,
        status=real.status_code,
        headers=real.headers,
    )

# %% name="quiz_mocks"
letters = ["b", "c", "a"]
