#!/bin/sh
# For the test scripts: records outcomes for the counts at the end of `make test`, if TEST_RESULTS names a folder.

note() { # name, what a JUnit test case holds
  [ -z "${TEST_RESULTS:-}" ] ||
    printf '<testsuite><testcase name="%s">%s</testcase></testsuite>\n' "$1" "$2" >"$TEST_RESULTS/$1.xml"
}

noted() { # name, command…: a test by itself
  noted_name=$1
  shift
  note "$noted_name" '<failure/>'
  "$@"
  note "$noted_name" ''
}

noted_gtest() { # name, program…: writes its own file, unless it ends before that
  note "$1" '<failure/>'
  gtest_output=${TEST_RESULTS:+xml:$TEST_RESULTS/$1.xml}
  shift
  "$@" --gtest_brief=1 ${gtest_output:+"--gtest_output=$gtest_output"}
}
