# proclens: thin targets; the work is done by scripts/, CMake, ctest and npm.
BUILD ?= build
DEMO ?= demo
configure = cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=Release

.PHONY: demo test build wheel announce_demo setup bench format lint clean

demo: announce_demo build ## install what is missing, build the program, write an example dataset, hunt in it and map it
	$(BUILD)/proclens demo $(DEMO)/dataset
	$(BUILD)/proclens hunt $(DEMO)/dataset -o $(DEMO)/out --top 6
	$(BUILD)/proclens map $(DEMO)/dataset -o $(DEMO)/out

announce_demo:
	@echo "demo: installs what is missing, builds $(BUILD)/proclens (about 3 minutes on two cores, the first time), writes an example dataset, lists its most surprising processes and maps it (20 seconds)"

test: setup ## every test
	scripts/setup.sh test
	$(configure) -DPROCLENS_TESTS=ON
	cmake --build $(BUILD)
	scripts/test.sh $(BUILD)

build: setup ## the program at build/proclens
	[ -e $(BUILD)/build.ninja ] || $(configure) -DPROCLENS_TESTS=OFF
	cmake --build $(BUILD) --target proclens

wheel: setup ## the Python package as a wheel in build/dist
	scripts/setup.sh wheel
	scripts/build_wheel.sh $(BUILD)

setup:
	scripts/setup.sh

bench: build ## measures against the Python stack; writes bench/results/
	scripts/bench.sh $(BUILD)

format:
	scripts/format.sh

lint:
	scripts/lint.sh

clean:
	rm -rf $(BUILD)
