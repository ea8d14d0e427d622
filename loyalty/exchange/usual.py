"""What nearly every message says, known at both ends already: with it a message of few facts is compressed by a tenth more.

Given to zstd as a raw dictionary. Whoever knows it names `USUAL_NAME` in a header of its own (a till in each request,
the centre in each answer), and packs with it only for an end that did: a till or a centre of an older version is sent
what it always was. What was packed without it is unpacked with it just the same.
"""

from __future__ import annotations

HEADER = "Bashgah-Usual"
USUAL_NAME = "1"
USUAL = (
    b'{"verdict":"ok","epoch":"","seq":1000,"hash":"","generation":"","pos":1000,"last_pos":1000,"keys_pos":10,'
    b'"at":1795223251887,"sealed_seq":1000,"protocol":1}\n'
    b'{"epoch":"","after_seq":1000,"after_hash":"","generation":"","pos":1000,"keys_pos":10,"limit":2000,'
    b'"waiting":1,"tally":[1000,""],"version":"1.0.0","protocol":1}\n'
    b'H["",100,""]\nS["","",""]\nK["",""]\n'
    b'F["06","06","06","06","",1,"member.enrolled",1,"","",1795223251887,1,"",1795223251887,0,["06",null]]\n'
    b'F["06","06","06","06","",1,"person.set",1,"","",1795223251887,1,"",1795223251887,0,[[["06",1795223251887,""]]]]\n'
    b'F["06","06","06","06","",100,"sale.recorded",1,"","",1795223251887,1,"",1795223251887,0,'
    b'[100,"06","06",[[1,"",null,1000,100000,0,0,10,0],[2,"",null,1000,200000,0,0,10,0]],[["cash",100000]],0,[],'
    b'[["credit","business",10000,1795223251887,null,"base",[10000]]],[],[],[],[],0,"",[]]]\n'
)
"""Never changed: other words get another name. The most usual stands last, where zstd reaches it most cheaply."""
SMALL = 1 << 16
"""Bytes of a message up to which it helps; a longer one has said all of it itself soon enough."""
