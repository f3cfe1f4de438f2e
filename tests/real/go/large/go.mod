module example.com/big

go 1.25.1

require (
	git.example.org/amber/ember-143/v2 v2.3.3
	git.example.org/amber/kelp-199 v1.19.0-beta.1
	git.example.org/amber/north-348 v0.6.7
	git.example.org/amber/north-440 v1.0.0
	git.example.org/amber/stone-567 v1.20.9
	git.example.org/amber/tide-163 v1.3.3
	git.example.org/amber/umber-106 v1.6.2
	git.example.org/amber/xenon-176 v0.5.0
	git.example.org/amber/yarrow-532 v1.12.0-beta.1
	git.example.org/amber/zephyr-310 v0.0.0-20230514120000-000000000136
	git.example.org/amber/zephyr-472 v0.4.10
	git.example.org/birch/birch-438 v0.0.0-20230716120000-0000000001b6
	git.example.org/birch/grove-231 v1.20.9
	git.example.org/birch/grove-637/v2 v2.0.2
	git.example.org/birch/grove-682 v0.0.0-20230817120000-0000000002aa
	git.example.org/birch/river-385 v0.7.0
	git.example.org/birch/river-612 v1.12.0
	git.example.org/birch/tide-541 v1.1.0-beta.1
	git.example.org/birch/vale-672 v0.0.0-20210716120000-0000000002a0
	git.example.org/birch/willow-270 v0.0.0-20230110120000-00000000010e
	git.example.org/birch/willow-664 v1.4.0-beta.1
	git.example.org/cedar/heath-673 v0.7.2
	git.example.org/dune/amber-167 v0.5.2
	git.example.org/dune/ember-400 v0.4.4
	git.example.org/dune/north-489 v1.26.9
	git.example.org/dune/pine-389 v0.0.0-20220312120000-000000000185
	git.example.org/dune/quartz-14 v1.14.0-beta.2
	git.example.org/dune/umber-196 v0.0.0-20210817120000-0000000000c4
	git.example.org/ember/juniper-697 v0.0.0-20220514120000-0000000002b9
	git.example.org/ember/north-185 v1.5.0-beta.2
	git.example.org/ember/river-535 v0.0.0-20240514120000-000000000217
	git.example.org/ember/river-7 v0.7.7
	git.example.org/ember/tide-410 v1.10.2
	git.example.org/ember/umber-338/v2 v2.2.3
	git.example.org/ember/vale-141 v1.21.9
	git.example.org/ember/yarrow-308 v1.8.0-beta.2
	git.example.org/fjord/grove-557 v1.17.0-beta.2
	git.example.org/fjord/islet-297 v1.23.9
	git.example.org/fjord/lagoon-384 v1.4.0
	git.example.org/fjord/north-182/v2 v2.0.2
	git.example.org/fjord/quartz-475 v0.7.2
	git.example.org/grove/grove-371 v1.11.3
	git.example.org/grove/juniper-159 v1.25.9
	git.example.org/grove/pine-537 v1.25.9
	git.example.org/grove/umber-518 v0.0.0-20230615120000-000000000206
	git.example.org/heath/islet-160 v0.0.0-20210817120000-0000000000a0
	git.example.org/heath/maple-481/v2 v2.5.1
	git.example.org/heath/zephyr-391 v1.11.3
	git.example.org/islet/amber-638 v0.0.0-20230918120000-00000000027e
	git.example.org/islet/cedar-443 v1.3.0-beta.2
	git.example.org/islet/dune-427 v0.4.9
	git.example.org/islet/ocean-662 v0.5.2
	git.example.org/islet/umber-479 v0.2.6
	git.example.org/islet/vale-679 v0.0.0-20240514120000-0000000002a7
	git.example.org/islet/zephyr-108 v0.0.9
	git.example.org/islet/zephyr-138 v1.18.2
	git.example.org/juniper/amber-447 v1.26.9
	git.example.org/juniper/birch-153 v1.26.9
	git.example.org/juniper/cedar-115 v1.15.0-beta.1
	git.example.org/juniper/ocean-116 v0.8.6
	git.example.org/juniper/quartz-72 v0.0.6
	git.example.org/juniper/umber-83 v0.0.0-20240312120000-000000000053
	git.example.org/kelp/amber-483 v1.20.9
	git.example.org/kelp/birch-602 v1.2.0-beta.2
	git.example.org/kelp/heath-93 v1.22.9
	git.example.org/kelp/juniper-412 v1.12.0-beta.1
	git.example.org/kelp/kelp-460 v1.0.0
	git.example.org/kelp/north-436 v1.16.0
	git.example.org/kelp/tide-258 v1.18.2
	git.example.org/kelp/zephyr-491 v1.11.3
	git.example.org/lagoon/birch-415 v1.15.3
	git.example.org/lagoon/birch-616 v1.16.0
	git.example.org/lagoon/dune-425 v1.5.1
	git.example.org/lagoon/islet-478 v1.18.2
	git.example.org/lagoon/maple-373 v1.13.1
	git.example.org/lagoon/north-402 v0.0.0-20230716120000-000000000192
	git.example.org/lagoon/quartz-277 v0.0.0-20220817120000-000000000115
	git.example.org/lagoon/quartz-650/v2 v2.6.0
	git.example.org/lagoon/tide-34 v0.0.0-20230817120000-000000000022
	git.example.org/lagoon/zephyr-180 v0.0.4
	git.example.org/maple/birch-172 v1.12.0-beta.1
	git.example.org/maple/juniper-656 v1.16.0-beta.2
	git.example.org/maple/ocean-594 v1.14.2
	git.example.org/maple/quartz-215 v1.15.3
	git.example.org/maple/river-487 v0.0.0-20240211120000-0000000001e7
	git.example.org/north/amber-633 v1.23.9
	git.example.org/north/birch-203 v0.0.0-20240615120000-0000000000cb
	git.example.org/north/lagoon-548 v1.8.0-beta.2
	git.example.org/north/maple-437 v1.17.0-beta.2
	git.example.org/north/quartz-127 v0.0.0-20240211120000-00000000007f
	git.example.org/north/xenon-260/v2 v2.1.0
	git.example.org/ocean/amber-80 v0.0.0-20210918120000-000000000050
	git.example.org/ocean/lagoon-591 v1.23.9
	git.example.org/ocean/river-218 v0.0.0-20230312120000-0000000000da
	git.example.org/ocean/willow-71 v0.8.5
	git.example.org/pine/grove-230 v0.0.0-20230615120000-0000000000e6
	git.example.org/pine/juniper-401 v0.5.5
	git.example.org/pine/maple-332 v0.0.0-20210918120000-00000000014c
	git.example.org/pine/stone-26/v2 v2.5.1
	git.example.org/pine/umber-29 v1.9.0-beta.2
	git.example.org/quartz/heath-64 v0.0.0-20210211120000-000000000040
	git.example.org/quartz/willow-259 v0.7.6
	git.example.org/river/birch-61 v1.1.1
	git.example.org/river/kelp-639 v1.22.9
	git.example.org/river/quartz-556 v0.7.6
	git.example.org/river/river-366 v1.6.0-beta.0
	git.example.org/river/vale-365 v1.5.0-beta.2
	git.example.org/river/willow-446 v0.0.0-20230615120000-0000000001be
	git.example.org/river/xenon-690 v1.10.2
	git.example.org/stone/birch-9 v1.22.9
	git.example.org/stone/ember-32 v0.5.10
	git.example.org/stone/heath-351/v2 v2.1.1
	git.example.org/stone/kelp-28 v1.8.0
	git.example.org/stone/umber-538 v0.7.10
	git.example.org/tide/birch-175 v0.0.0-20240514120000-0000000000af
	git.example.org/tide/ocean-623 v1.3.3
	git.example.org/tide/pine-161 v1.1.1
	git.example.org/tide/stone-112 v1.12.0
	git.example.org/umber/cedar-383 v1.3.0-beta.2
	git.example.org/umber/cedar-78/v2 v2.1.3
	git.example.org/umber/grove-111 v1.26.9
	git.example.org/umber/heath-617 v0.5.1
	git.example.org/umber/maple-212 v0.5.3
	git.example.org/umber/river-245 v0.0.0-20220312120000-0000000000f5
	git.example.org/umber/river-465 v1.23.9
	git.example.org/umber/stone-314 v0.8.6
	git.example.org/umber/zephyr-301 v0.0.0-20220514120000-00000000012d
	git.example.org/vale/ember-658 v0.0.0-20230211120000-000000000292
	git.example.org/vale/fjord-302 v1.2.0-beta.2
	git.example.org/vale/grove-453 v1.25.9
	git.example.org/vale/heath-566 v0.0.0-20230918120000-000000000236
	git.example.org/vale/islet-414 v1.14.2
	git.example.org/vale/lagoon-434 v1.14.2
	git.example.org/vale/maple-628 v0.7.1
	git.example.org/vale/stone-429/v2 v2.2.4
	git.example.org/vale/umber-644 v1.4.0-beta.2
	git.example.org/vale/willow-519 v1.21.9
	git.example.org/vale/xenon-295 v1.15.3
	git.example.org/vale/xenon-691 v0.0.0-20240817120000-0000000002b3
	git.example.org/willow/ember-560 v1.0.0-beta.2
	git.example.org/willow/ember-695 v0.2.2
	git.example.org/willow/grove-319 v0.4.0
	git.example.org/willow/grove-368 v0.0.0-20210918120000-000000000170
	git.example.org/willow/islet-341 v0.0.0-20220918120000-000000000155
	git.example.org/willow/juniper-334 v1.14.2
	git.example.org/willow/juniper-523 v0.1.6
	git.example.org/willow/ocean-520/v2 v2.2.0
	git.example.org/willow/pine-353 v1.13.0-beta.2
	git.example.org/xenon/lagoon-70 v0.7.4
	git.example.org/xenon/north-139 v1.19.0-beta.1
	git.example.org/xenon/north-676/v2 v2.4.1
	git.example.org/xenon/ocean-252 v0.0.10
	git.example.org/xenon/ocean-356 v1.16.0-beta.2
	git.example.org/xenon/pine-419 v1.19.0-beta.2
	git.example.org/xenon/tide-100 v1.0.0
	git.example.org/xenon/umber-88 v1.8.0
	git.example.org/xenon/xenon-132 v0.0.0-20210716120000-000000000084
	git.example.org/yarrow/amber-96 v0.6.8
	git.example.org/yarrow/ember-75 v1.25.9
	git.example.org/yarrow/grove-515 v0.2.9
	git.example.org/yarrow/juniper-665 v1.5.0-beta.2
	git.example.org/yarrow/umber-502 v1.2.2
	git.example.org/yarrow/umber-516 v1.16.0
	git.example.org/zephyr/amber-568 v1.8.0-beta.1
	git.example.org/zephyr/amber-615 v1.26.9
	git.example.org/zephyr/ember-148 v1.8.0
	git.example.org/zephyr/fjord-657 v1.26.9
	git.example.org/zephyr/maple-201 v1.25.9
	git.example.org/zephyr/tide-565 v0.7.4
	git.example.org/zephyr/zephyr-547 v0.7.8
)

require (
	git.example.org/amber/amber-151 v0.0.0-20240817120000-000000000097 // indirect
	git.example.org/amber/birch-104/v2 v2.6.4 // indirect
	git.example.org/amber/birch-207 v1.24.9 // indirect
	git.example.org/amber/birch-264 v1.4.0 // indirect
	git.example.org/amber/cedar-89 v0.0.0-20220918120000-000000000059 // indirect
	git.example.org/amber/islet-636 v0.0.0-20210716120000-00000000027c // indirect
	git.example.org/amber/north-205 v1.5.1 // indirect
	git.example.org/amber/north-413 v1.13.0-beta.2 // indirect
	git.example.org/amber/ocean-405 v0.0.0-20220110120000-000000000195 // indirect
	git.example.org/amber/river-608 v1.8.0-beta.2 // indirect
	git.example.org/amber/umber-394 v0.7.9 // indirect
	git.example.org/amber/umber-430 v1.10.0-beta.1 // indirect
	git.example.org/amber/vale-345 v1.22.9 // indirect
	git.example.org/amber/yarrow-38 v0.0.0-20230312120000-000000000026 // indirect
	git.example.org/birch/amber-354 v0.3.2 // indirect
	git.example.org/birch/amber-85 v0.4.8 // indirect
	git.example.org/birch/fjord-392 v1.12.0 // indirect
	git.example.org/birch/fjord-396 v1.16.0-beta.0 // indirect
	git.example.org/birch/grove-193 v1.13.1 // indirect
	git.example.org/birch/heath-6 v0.6.6 // indirect
	git.example.org/birch/islet-125 v0.8.4 // indirect
	git.example.org/birch/islet-299/v2 v2.5.4 // indirect
	git.example.org/birch/kelp-342 v0.0.1 // indirect
	git.example.org/birch/maple-431 v0.8.2 // indirect
	git.example.org/birch/north-340 v0.7.10 // indirect
	git.example.org/birch/pine-343 v0.1.2 // indirect
	git.example.org/birch/quartz-81 v1.24.9 // indirect
	git.example.org/birch/river-130/v2 v2.4.0 // indirect
	git.example.org/birch/river-381 v1.23.9 // indirect
	git.example.org/birch/willow-156/v2 v2.2.1 // indirect
	git.example.org/birch/xenon-129 v1.23.9 // indirect
	git.example.org/birch/xenon-57 v1.21.9 // indirect
	git.example.org/birch/yarrow-248 v0.5.6 // indirect
	git.example.org/birch/yarrow-62 v0.8.7 // indirect
	git.example.org/birch/zephyr-267 v0.6.3 // indirect
	git.example.org/cedar/birch-169/v2 v2.1.4 // indirect
	git.example.org/cedar/grove-492 v0.0.0-20210716120000-0000000001ec // indirect
	git.example.org/cedar/islet-18 v1.18.0-beta.0 // indirect
	git.example.org/cedar/islet-183 v1.21.9 // indirect
	git.example.org/cedar/north-3 v1.23.9 // indirect
	git.example.org/cedar/north-304 v1.4.0-beta.1 // indirect
	git.example.org/cedar/tide-227 v0.2.7 // indirect
	git.example.org/cedar/vale-312/v2 v2.4.2 // indirect
	git.example.org/cedar/zephyr-49 v1.9.0-beta.1 // indirect
	git.example.org/cedar/zephyr-569 v0.0.0-20220312120000-000000000239 // indirect
	git.example.org/dune/amber-191 v1.11.0-beta.2 // indirect
	git.example.org/dune/amber-336 v0.3.6 // indirect
	git.example.org/dune/dune-263 v1.3.3 // indirect
	git.example.org/dune/dune-632 v1.12.0-beta.2 // indirect
	git.example.org/dune/ember-387 v1.22.9 // indirect
	git.example.org/dune/lagoon-390/v2 v2.5.0 // indirect
	git.example.org/dune/maple-210 v1.10.0-beta.0 // indirect
	git.example.org/dune/maple-403/v2 v2.4.3 // indirect
	git.example.org/dune/maple-65/v2 v2.2.0 // indirect
	git.example.org/dune/stone-8 v1.8.0 // indirect
	git.example.org/dune/umber-468/v2 v2.6.3 // indirect
	git.example.org/dune/willow-423 v1.23.9 // indirect
	git.example.org/ember/birch-211 v1.11.0-beta.1 // indirect
	git.example.org/ember/dune-36 v0.0.0-20210110120000-000000000024 // indirect
	git.example.org/ember/islet-293 v1.13.0-beta.2 // indirect
	git.example.org/ember/islet-397 v1.17.0-beta.1 // indirect
	git.example.org/ember/lagoon-223 v1.3.0-beta.1 // indirect
	git.example.org/ember/maple-97 v0.7.9 // indirect
	git.example.org/ember/pine-15 v1.21.9 // indirect
	git.example.org/ember/pine-572/v2 v2.5.2 // indirect
	git.example.org/ember/river-136 v1.16.0 // indirect
	git.example.org/ember/stone-51 v1.22.9 // indirect
	git.example.org/fjord/amber-120 v1.0.0-beta.0 // indirect
	git.example.org/fjord/amber-246 v0.3.4 // indirect
	git.example.org/fjord/amber-94 v0.0.0-20230514120000-00000000005e // indirect
	git.example.org/fjord/birch-404 v0.0.0-20210918120000-000000000194 // indirect
	git.example.org/fjord/ember-262 v0.1.9 // indirect
	git.example.org/fjord/ember-539 v1.19.0-beta.2 // indirect
	git.example.org/fjord/ember-59 v1.19.0-beta.2 // indirect
	git.example.org/fjord/fjord-486 v0.0.0-20230110120000-0000000001e6 // indirect
	git.example.org/fjord/islet-82 v0.1.5 // indirect
	git.example.org/fjord/kelp-137 v0.2.5 // indirect
	git.example.org/fjord/lagoon-493 v0.0.0-20220817120000-0000000001ed // indirect
	git.example.org/fjord/pine-355 v0.4.3 // indirect
	git.example.org/fjord/quartz-209 v1.9.1 // indirect
	git.example.org/fjord/umber-134 v1.14.2 // indirect
	git.example.org/fjord/xenon-257 v0.0.0-20220615120000-000000000101 // indirect
	git.example.org/fjord/zephyr-372 v0.0.0-20210413120000-000000000174 // indirect
	git.example.org/grove/birch-339 v1.23.9 // indirect
	git.example.org/grove/cedar-117/v2 v2.5.2 // indirect
	git.example.org/grove/cedar-30 v1.10.2 // indirect
	git.example.org/grove/dune-350 v1.10.2 // indirect
	git.example.org/grove/grove-266 v0.5.2 // indirect
	git.example.org/grove/grove-540 v0.0.0-20210110120000-00000000021c // indirect
	git.example.org/grove/grove-55 v0.1.0 // indirect
	git.example.org/grove/heath-495 v1.25.9 // indirect
	git.example.org/grove/heath-549 v1.9.0-beta.0 // indirect
	git.example.org/grove/islet-198 v0.0.0 // indirect
	git.example.org/grove/kelp-170 v0.0.0-20230918120000-0000000000aa // indirect
	git.example.org/grove/pine-48 v1.8.0 // indirect
	git.example.org/grove/quartz-135 v1.15.0-beta.0 // indirect
	git.example.org/grove/quartz-250 v1.10.0-beta.1 // indirect
	git.example.org/grove/quartz-37 v0.0.0-20220211120000-000000000025 // indirect
	git.example.org/grove/tide-33 v1.25.9 // indirect
	git.example.org/grove/willow-123 v1.24.9 // indirect
	git.example.org/grove/willow-273/v2 v2.0.3 // indirect
	git.example.org/grove/willow-329 v1.9.0-beta.2 // indirect
	git.example.org/grove/yarrow-506 v0.0.0-20230312120000-0000000001fa // indirect
	git.example.org/heath/cedar-4 v1.4.0-beta.1 // indirect
	git.example.org/heath/cedar-79 v0.0.0-20240817120000-00000000004f // indirect
	git.example.org/heath/cedar-98 v1.18.2 // indirect
	git.example.org/heath/dune-177 v1.22.9 // indirect
	git.example.org/heath/ember-189 v1.20.9 // indirect
	git.example.org/heath/ember-24 v0.6.2 // indirect
	git.example.org/heath/juniper-305 v1.5.0-beta.2 // indirect
	git.example.org/heath/juniper-501 v1.1.1 // indirect
	git.example.org/heath/kelp-432 v1.12.0-beta.0 // indirect
	git.example.org/heath/north-181 v0.1.5 // indirect
	git.example.org/heath/ocean-579 v0.3.7 // indirect
	git.example.org/heath/ocean-86 v0.5.9 // indirect
	git.example.org/heath/pine-152 v1.12.0 // indirect
	git.example.org/heath/pine-45 v1.23.9 // indirect
	git.example.org/heath/tide-421 v1.1.1 // indirect
	git.example.org/heath/tide-574 v0.7.2 // indirect
	git.example.org/heath/umber-253 v0.1.0 // indirect
	git.example.org/heath/vale-25 v1.5.1 // indirect
	git.example.org/heath/xenon-216 v1.16.0 // indirect
	git.example.org/heath/zephyr-586 v1.6.2 // indirect
	git.example.org/islet/birch-77 v1.17.1 // indirect
	git.example.org/islet/dune-562 v1.2.2 // indirect
	git.example.org/islet/ember-67 v1.7.0-beta.1 // indirect
	git.example.org/islet/heath-142 v1.2.0-beta.1 // indirect
	git.example.org/islet/heath-155 v1.15.0-beta.2 // indirect
	git.example.org/islet/heath-445 v0.4.5 // indirect
	git.example.org/islet/heath-593 v0.8.10 // indirect
	git.example.org/islet/islet-74 v0.2.8 // indirect
	git.example.org/islet/juniper-255 v1.23.9 // indirect
	git.example.org/islet/kelp-140 v0.5.8 // indirect
	git.example.org/islet/north-320 v1.0.0 // indirect
	git.example.org/islet/pine-399 v0.3.3 // indirect
	git.example.org/islet/tide-315 v1.20.9 // indirect
	git.example.org/islet/yarrow-378 v0.0.0-20230110120000-00000000017a // indirect
	git.example.org/islet/zephyr-386 v1.6.0-beta.2 // indirect
	git.example.org/juniper/amber-27 v1.26.9 // indirect
	git.example.org/juniper/dune-441 v0.0.0-20220110120000-0000000001b9 // indirect
	git.example.org/juniper/kelp-311 v1.11.0-beta.2 // indirect
	git.example.org/juniper/stone-360 v1.0.0-beta.0 // indirect
	git.example.org/juniper/tide-13/v2 v2.6.3 // indirect
	git.example.org/juniper/umber-237 v1.26.9 // indirect
	git.example.org/juniper/umber-251 v0.8.9 // indirect
	git.example.org/juniper/willow-362 v0.2.10 // indirect
	git.example.org/juniper/zephyr-261 v1.22.9 // indirect
	git.example.org/kelp/amber-122 v0.0.0-20230615120000-00000000007a // indirect
	git.example.org/kelp/ember-0/v2 v2.0.0 // indirect
	git.example.org/kelp/grove-165 v1.24.9 // indirect
	git.example.org/kelp/north-69 v1.26.9 // indirect
	git.example.org/kelp/pine-330 v1.10.2 // indirect
	git.example.org/kelp/tide-229 v0.0.0-20220514120000-0000000000e5 // indirect
	git.example.org/kelp/tide-63 v1.20.9 // indirect
	git.example.org/kelp/xenon-254 v0.0.0-20230312120000-0000000000fe // indirect
	git.example.org/lagoon/dune-105 v1.20.9 // indirect
	git.example.org/lagoon/dune-279 v1.19.0-beta.0 // indirect
	git.example.org/lagoon/dune-300 v1.0.0-beta.0 // indirect
	git.example.org/lagoon/dune-435 v1.15.3 // indirect
	git.example.org/lagoon/ember-118 v0.0.0-20230211120000-000000000076 // indirect
	git.example.org/lagoon/grove-280 v0.0.0-20210211120000-000000000118 // indirect
	git.example.org/lagoon/kelp-197 v1.17.1 // indirect
	git.example.org/lagoon/maple-121 v0.0.0-20220514120000-000000000079 // indirect
	git.example.org/lagoon/maple-457 v1.17.0-beta.1 // indirect
	git.example.org/lagoon/north-513 v1.22.9 // indirect
	git.example.org/lagoon/pine-276 v0.6.1 // indirect
	git.example.org/lagoon/quartz-194 v1.14.2 // indirect
	git.example.org/lagoon/quartz-416/v2 v2.3.1 // indirect
	git.example.org/lagoon/river-604 v1.4.0 // indirect
	git.example.org/lagoon/stone-2 v0.2.2 // indirect
	git.example.org/lagoon/stone-235 v1.15.3 // indirect
	git.example.org/lagoon/tide-242 v1.2.0-beta.2 // indirect
	git.example.org/lagoon/umber-326 v0.2.7 // indirect
	git.example.org/lagoon/yarrow-39/v2 v2.4.4 // indirect
	git.example.org/maple/cedar-110 v1.10.0-beta.2 // indirect
	git.example.org/maple/ember-428 v1.8.0 // indirect
	git.example.org/maple/fjord-232 v0.0.0-20210817120000-0000000000e8 // indirect
	git.example.org/maple/fjord-534 v0.0.0-20230413120000-000000000216 // indirect
	git.example.org/maple/pine-68 v1.8.0 // indirect
	git.example.org/maple/quartz-87 v1.23.9 // indirect
	git.example.org/maple/stone-124 v0.7.3 // indirect
	git.example.org/maple/stone-206 v0.0.0-20230918120000-0000000000ce // indirect
	git.example.org/maple/vale-219 v1.22.9 // indirect
	git.example.org/maple/vale-361 v1.1.0-beta.1 // indirect
	git.example.org/north/cedar-66 v1.6.2 // indirect
	git.example.org/north/dune-168 v1.8.0 // indirect
	git.example.org/north/fjord-363 v1.26.9 // indirect
	git.example.org/north/grove-407 v0.0.0-20240312120000-000000000197 // indirect
	git.example.org/north/islet-269 v0.8.5 // indirect
	git.example.org/north/islet-331 v0.7.1 // indirect
	git.example.org/north/pine-178 v1.18.2 // indirect
	git.example.org/north/vale-162 v0.0.8 // indirect
	git.example.org/north/willow-144 v1.4.0-beta.0 // indirect
	git.example.org/ocean/amber-92 v0.0.0-20210312120000-00000000005c // indirect
	git.example.org/ocean/birch-291 v0.3.5 // indirect
	git.example.org/ocean/fjord-91/v2 v2.0.1 // indirect
	git.example.org/ocean/islet-358 v0.0.0-20230817120000-000000000166 // indirect
	git.example.org/ocean/lagoon-192 v0.3.5 // indirect
	git.example.org/ocean/lagoon-20 v1.0.0 // indirect
	git.example.org/ocean/maple-22 v0.0.0-20230514120000-000000000016 // indirect
	git.example.org/ocean/stone-10 v1.10.0-beta.1 // indirect
	git.example.org/ocean/willow-324 v1.4.0-beta.0 // indirect
	git.example.org/pine/birch-113 v1.13.0-beta.2 // indirect
	git.example.org/pine/cedar-484 v1.4.0 // indirect
	git.example.org/pine/fjord-214 v1.14.2 // indirect
	git.example.org/pine/fjord-278 v0.8.3 // indirect
	git.example.org/pine/juniper-271 v0.1.7 // indirect
	git.example.org/pine/lagoon-374 v0.5.0 // indirect
	git.example.org/pine/lagoon-42 v0.6.9 // indirect
	git.example.org/pine/maple-222 v0.6.2 // indirect
	git.example.org/pine/maple-466 v1.6.0-beta.1 // indirect
	git.example.org/pine/north-131 v0.0.0-20240615120000-000000000083 // indirect
	git.example.org/pine/pine-35 v0.0.0-20240918120000-000000000023 // indirect
	git.example.org/pine/river-321 v1.26.9 // indirect
	git.example.org/quartz/amber-256 v1.16.0 // indirect
	git.example.org/quartz/ember-283 v1.3.0-beta.1 // indirect
	git.example.org/quartz/heath-452 v1.12.0 // indirect
	git.example.org/quartz/heath-56 v0.0.0-20210312120000-000000000038 // indirect
	git.example.org/quartz/juniper-406 v1.6.2 // indirect
	git.example.org/quartz/lagoon-241 v1.1.1 // indirect
	git.example.org/quartz/ocean-145 v1.5.0-beta.1 // indirect
	git.example.org/quartz/quartz-224 v0.8.4 // indirect
	git.example.org/quartz/river-60 v1.0.0-beta.0 // indirect
	git.example.org/quartz/umber-95 v1.15.3 // indirect
	git.example.org/quartz/yarrow-102 v0.3.3 // indirect
	git.example.org/river/ember-53 v0.8.9 // indirect
	git.example.org/river/ember-58 v0.4.3 // indirect
	git.example.org/river/islet-23 v1.3.0-beta.2 // indirect
	git.example.org/river/vale-133 v1.13.0-beta.1 // indirect
	git.example.org/river/yarrow-147 v1.20.9 // indirect
	git.example.org/river/yarrow-217 v0.1.8 // indirect
	git.example.org/river/yarrow-40 v0.0.0-20210514120000-000000000028 // indirect
	git.example.org/river/yarrow-462 v0.0.0-20230413120000-0000000001ce // indirect
	git.example.org/river/zephyr-318 v0.0.0-20230413120000-00000000013e // indirect
	git.example.org/stone/dune-5 v1.5.1 // indirect
	git.example.org/stone/ember-364/v2 v2.0.4 // indirect
	git.example.org/stone/ember-455/v2 v2.0.0 // indirect
	git.example.org/stone/grove-150 v1.10.0-beta.0 // indirect
	git.example.org/stone/islet-187 v0.0.0-20240817120000-0000000000bb // indirect
	git.example.org/stone/juniper-12 v1.12.0-beta.0 // indirect
	git.example.org/stone/juniper-274 v1.14.2 // indirect
	git.example.org/stone/lagoon-240 v0.0.0-20210716120000-0000000000f0 // indirect
	git.example.org/stone/maple-459 v1.19.3 // indirect
	git.example.org/stone/pine-76 v0.0.0-20210514120000-00000000004c // indirect
	git.example.org/stone/tide-510 v0.6.4 // indirect
	git.example.org/stone/zephyr-17 v1.17.0-beta.2 // indirect
	git.example.org/tide/birch-31 v0.4.9 // indirect
	git.example.org/tide/birch-327 v0.0.0-20240413120000-000000000147 // indirect
	git.example.org/tide/lagoon-208/v2 v2.5.3 // indirect
	git.example.org/tide/lagoon-393 v1.21.9 // indirect
	git.example.org/tide/lagoon-44 v1.4.0-beta.2 // indirect
	git.example.org/tide/lagoon-564 v0.6.3 // indirect
	git.example.org/tide/river-249 v1.24.9 // indirect
	git.example.org/tide/tide-46 v0.1.2 // indirect
	git.example.org/tide/umber-238 v1.18.0-beta.1 // indirect
	git.example.org/tide/umber-359 v0.0.0-20240918120000-000000000167 // indirect
	git.example.org/tide/umber-424 v1.4.0-beta.1 // indirect
	git.example.org/tide/xenon-323 v0.8.4 // indirect
	git.example.org/tide/yarrow-221/v2 v2.4.1 // indirect
	git.example.org/tide/yarrow-337 v0.4.7 // indirect
	git.example.org/umber/birch-1 v0.1.1 // indirect
	git.example.org/umber/cedar-47 v0.2.3 // indirect
	git.example.org/umber/ember-225 v1.21.9 // indirect
	git.example.org/umber/fjord-357 v1.20.9 // indirect
	git.example.org/umber/islet-149 v1.9.0-beta.2 // indirect
	git.example.org/umber/juniper-292 v1.12.0-beta.1 // indirect
	git.example.org/umber/pine-333 v1.24.9 // indirect
	git.example.org/umber/pine-347 v1.7.3 // indirect
	git.example.org/umber/river-474 v1.14.2 // indirect
	git.example.org/umber/stone-471 v0.3.9 // indirect
	git.example.org/umber/stone-582 v0.6.10 // indirect
	git.example.org/umber/willow-285 v1.25.9 // indirect
	git.example.org/umber/zephyr-213 v1.23.9 // indirect
	git.example.org/umber/zephyr-648 v1.8.0 // indirect
	git.example.org/vale/cedar-16 v0.0.0-20210817120000-000000000010 // indirect
	git.example.org/vale/cedar-325/v2 v2.3.0 // indirect
	git.example.org/vale/cedar-555 v1.22.9 // indirect
	git.example.org/vale/fjord-84 v0.0.0-20210413120000-000000000054 // indirect
	git.example.org/vale/juniper-126 v1.6.2 // indirect
	git.example.org/vale/lagoon-52/v2 v2.3.2 // indirect
	git.example.org/vale/maple-157 v1.17.1 // indirect
	git.example.org/vale/maple-90 v0.0.0-20230110120000-00000000005a // indirect
	git.example.org/vale/pine-114 v0.0.0-20230716120000-000000000072 // indirect
	git.example.org/vale/umber-154 v1.14.0-beta.1 // indirect
	git.example.org/vale/vale-349 v0.7.8 // indirect
	git.example.org/vale/zephyr-244 v0.0.0-20210211120000-0000000000f4 // indirect
	git.example.org/willow/islet-202 v1.2.0-beta.1 // indirect
	git.example.org/willow/lagoon-119 v1.19.3 // indirect
	git.example.org/willow/maple-19 v0.0.0-20240211120000-000000000013 // indirect
	git.example.org/willow/maple-309 v1.21.9 // indirect
	git.example.org/willow/maple-629 v0.0.0-20220918120000-000000000275 // indirect
	git.example.org/willow/quartz-101 v1.1.0-beta.2 // indirect
	git.example.org/willow/umber-103 v1.3.3 // indirect
	git.example.org/willow/xenon-411 v1.25.9 // indirect
	git.example.org/willow/yarrow-284 v0.0.0-20210615120000-00000000011c // indirect
	git.example.org/xenon/amber-598/v2 v2.3.3 // indirect
	git.example.org/xenon/fjord-50 v1.10.2 // indirect
	git.example.org/xenon/heath-294 v1.14.0-beta.0 // indirect
	git.example.org/xenon/heath-367 v0.0.0-20240817120000-00000000016f // indirect
	git.example.org/xenon/juniper-179 v1.19.3 // indirect
	git.example.org/xenon/kelp-287 v0.0.0-20240918120000-00000000011f // indirect
	git.example.org/xenon/maple-166 v0.0.0-20230514120000-0000000000a6 // indirect
	git.example.org/xenon/zephyr-41 v1.1.1 // indirect
	git.example.org/yarrow/dune-272 v0.0.0-20210312120000-000000000110 // indirect
	git.example.org/yarrow/grove-109 v1.9.1 // indirect
	git.example.org/yarrow/heath-408 v1.8.0 // indirect
	git.example.org/yarrow/juniper-21 v1.20.9 // indirect
	git.example.org/yarrow/kelp-99 v1.21.9 // indirect
	git.example.org/yarrow/lagoon-265 v1.5.1 // indirect
	git.example.org/yarrow/quartz-233 v0.8.2 // indirect
	git.example.org/yarrow/vale-186 v0.6.10 // indirect
	git.example.org/yarrow/vale-195/v2 v2.6.0 // indirect
	git.example.org/yarrow/willow-282 v0.3.7 // indirect
	git.example.org/yarrow/zephyr-204 v0.0.0-20210716120000-0000000000cc // indirect
	git.example.org/zephyr/birch-173 v0.0.0-20220312120000-0000000000ad // indirect
	git.example.org/zephyr/cedar-107 v0.8.8 // indirect
	git.example.org/zephyr/cedar-375 v1.15.3 // indirect
	git.example.org/zephyr/fjord-11 v1.11.3 // indirect
	git.example.org/zephyr/heath-73 v0.1.7 // indirect
	git.example.org/zephyr/islet-43 v1.3.0-beta.1 // indirect
	git.example.org/zephyr/juniper-158 v0.5.4 // indirect
	git.example.org/zephyr/north-128 v0.2.7 // indirect
	git.example.org/zephyr/umber-171 v1.23.9 // indirect
	git.example.org/zephyr/xenon-54 v0.0.10 // indirect
	git.example.org/zephyr/yarrow-268 v1.8.0 // indirect
)
