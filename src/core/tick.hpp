#pragma once
#pragma GCC system_header
#include <chrono>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <time.h>
struct Ticks { std::mutex m; std::map<std::string,std::pair<double,int>> t; std::chrono::steady_clock::time_point begin=std::chrono::steady_clock::now(); ~Ticks(){ for(auto&kv:t) std::fprintf(stderr,"%-28s %8.1f ms %d\n",kv.first.c_str(),kv.second.first*1e3,kv.second.second);} };
inline Ticks& ticks(){ static Ticks t; return t; }
struct Tick { const char* n; double b; static double now(){ timespec s; clock_gettime(CLOCK_THREAD_CPUTIME_ID,&s); return s.tv_sec+s.tv_nsec*1e-9;} std::chrono::steady_clock::time_point w=std::chrono::steady_clock::now(); explicit Tick(const char*x):n(x),b(now()){ ticks(); } ~Tick(){ double d=now()-b; auto e=std::chrono::steady_clock::now(); auto ms=[](auto x){return std::chrono::duration<double>(x).count()*1e3;}; std::lock_guard g(ticks().m); auto&r=ticks().t[n]; r.first+=d; r.second++; if(getenv("TICKS")) std::fprintf(stderr,"  %8.1f..%8.1f %s\n",ms(w-ticks().begin),ms(e-ticks().begin),n);} };
