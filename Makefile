# proclens: thin targets; the work is done by scripts/, CMake, ctest and npm.
BUILD ?= build
DEMO ?= demo

.PHONY: demo test build setup bench format lint clean

demo: build ## install what is missing, build, write an example dataset and map it
	$(BUILD)/proclens demo $(DEMO)/dataset
	$(BUILD)/proclens map $(DEMO)/dataset -o $(DEMO)/out

test: build ## every test
	scripts/test.sh $(BUILD)

build: setup ## the program at build/proclens
	cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=Release
	cmake --build $(BUILD)

setup:
	scripts/setup.sh

bench: build ## measures against the Python stack; writes bench/results/
	scripts/bench.sh $(BUILD)

format:
	scripts/format.sh

lint:
	scripts/lint.sh $(BUILD)

clean:
	rm -rf $(BUILD)
